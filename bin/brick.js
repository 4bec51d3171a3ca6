#!/usr/bin/env node
import { crash, main } from '../dist/bundle/main.js'

// Most runs are over before it is of use that V8 compiles anew, in another thread, what is called often. That of Node 20 is told
// to wait four times as long as by itself (66 KB of bytecode): short runs take a quarter less processor time, and those of
// seconds no more. Later ones wait by themselves, and have no such flag.
if (process.versions.v8.startsWith('11.'))
  process.getBuiltinModule('node:v8').setFlagsFromString(`--interrupt-budget=${4 * 66 * 1024}`)

process.on('uncaughtException', (error) => process.exit(crash(error)))
process.exitCode = await main(process.argv.slice(2))
