import { bricklink } from './bricklink.js'
import { brickowl } from './brickowl.js'
import { brickset } from './brickset.js'
import { rebrickable } from './rebrickable.js'
import type { Service } from './service.js'

/** All marketplaces, in the order in which they are shown. */
export const services: Service[] = [bricklink, brickowl, rebrickable, brickset]
