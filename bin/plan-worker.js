import { servePlans } from '../dist/bundle/plan-worker.js'

servePlans()
