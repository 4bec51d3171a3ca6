#!/usr/bin/env node
import { crash, main } from '../dist/bundle/main.js'

process.on('uncaughtException', (error) => process.exit(crash(error)))
process.exitCode = await main(process.argv.slice(2))
