import { Option, type Command } from 'commander'
import type { Io } from '../system/io.js'
import type { RenderFlags } from './render-picture.js'

export function render(program: Command, io: Io): void {
  program
    .command('render')
    .summary('Draw a part or a model')
    .description('Draws a part or a model: as PNG, as SVG line art, or in the terminal.')
    .argument('<what>', 'a part number, or a model: .ldr, .mpd, .dat, .io; - for standard input')
    .option('-o, --output <file>', 'write here: .png or .svg (default: the terminal, or PNG to a pipe)')
    .option('--size <pixels>', 'how large, as in 800x600, or 400 for a square')
    .option('--color <color>', 'the color of the part, or where a model leaves it open')
    .option('--model <name>', 'draw this submodel of the file, not the first')
    .option('--step <number>', 'draw the model as it is after this step')
    .option('--explode <units>', 'with --step: its parts so far off the rest; a brick is 24 high')
    .option('--view <angles>', 'from where: degrees up and around (default: 30,45)')
    .option('--scale <pixels>', 'pixels an LDraw unit, where that fits; 2 draws a stud 24 wide')
    .option('--background <color>', 'fill the background: white, #DDEBF5, or a color of LEGO')
    .addOption(new Option('--pictures <how>', 'in the terminal').choices(['auto', 'kitty', 'iterm', 'sixel', 'blocks']))
    .option('--library <path>', 'LDraw library, folder or complete.zip (also LDRAWDIR)')
    .addHelpText('after', EXAMPLES)
    .action(async (what: string, flags: RenderFlags) => {
      const { renderPicture } = await import('./render-picture.js')
      await renderPicture(io, what, flags)
    })
}

const EXAMPLES = `
Examples:
  brick render 3001 --color red
  brick render castle.mpd -o castle.png --size 1024x768
  brick render castle.mpd --step 12 -o step-12.svg`
