/** How bad: an error loses something, a warning may, a note is worth knowing. */
export type Level = 'error' | 'warning' | 'note'

/** Trouble in the data. It is returned beside the result, never thrown, and never stops the reading. */
export interface Problem {
  level: Level
  /** A stable word that people grep for and silence. */
  code: ProblemCode
  /** The file as the user named it, or undefined where no file is at fault. */
  file?: string
  /** Counted from 1. */
  line?: number
  /** What is wrong, in words; without the place. */
  message: string
  /** What to do about it, where we know. */
  fix?: string
  part?: string
  color?: string
  quantity?: number
}

export type ProblemCode = keyof typeof PROBLEMS

/**
 * Every kind of problem, and what it means. How bad it is depends on what is made: a color that BrickLink has not is
 * a warning in a parts list, and an error in a wanted list. Names are only ever added.
 */
export const PROBLEMS = {
  'file.encoding': 'the file is not in UTF-8, as the specification has it',
  'line.unknown': 'lines of no type that LDraw has',
  'ref.no-name': 'a reference without a file name; not counted',
  'ref.malformed': 'a type-1 line that makes no sense; not counted',
  'ref.number': 'a word that is no number where one must be; the part is counted',
  'ref.hard-blank': 'hard blanks in a line; other programs lose it',
  'ref.name': 'a name that other programs may not find',
  'ref.missing': 'a submodel that is nowhere; its parts are not counted',
  'ref.cycle': 'a submodel that contains itself; counted as far as it goes',
  'ref.ghost': 'ghost parts, as MLCad marks them; not counted',
  'ref.hidden': 'parts that an editor hid',
  'ref.mirrored': 'parts that the matrix mirrors',
  'ref.flat': 'parts that the matrix flattens',
  'ref.scaled': 'parts of another size than the real ones',
  'meta.range': 'an instruction whose begin or end is missing',
  'mpd.outside': 'lines that are in no block of the file',
  'mpd.duplicate': 'two blocks of one name; the first counts',
  'mpd.unused': 'blocks that the main model does not use',
  'model.empty': 'a model without a part',
  'file.archive': 'files in an archive that are there twice, lead out of it, or are damaged',
  'file.kind': 'the file is of another kind than its name says',
  'file.mended': 'a slip in the file that leaves no doubt; read as it is meant',
  'list.unread': 'a list of which no row makes sense',
  'list.row': 'a row of a list that makes no sense; not counted',
  'list.quantity': 'a quantity that is none; not counted',
  'list.price': 'a price that is none; left out',
  'list.duplicate-merged': 'the same thing more than once in a list; added up',
  'list.condition': 'the same thing wanted in different conditions; any will do',
  'list.field-lost': 'what the written format has no place for',
  'list.left-out': 'rows that the list itself says are not needed: spare, alternate, excluded',
  'list.swapped': 'lots in place of which others come, as brick.toml says',
  'list.over-limit': 'more than the shop takes at once; written as several files',
  'list.damaged': 'a number as spreadsheets damage them, a date or a power of ten',
  'offer.row': 'a row of an offer file that makes no sense; not offered',
  'offer.item': 'a lot that a market has under several numbers, or not at all',
  'offer.store': 'a store whose terms differ from row to row; the stricter count',
  'offer.terms': 'a row of a table of terms that makes no sense; it does not count',
  'price.row': 'a row of a price file that makes no sense; no price',
  'price.missing': 'a lot that nobody has a price for',
  'price.stale': 'prices that are old',
  'lot.never-made': 'a part in a color in which no catalogued set has it, nor has LEGO numbered it',
  'lot.no-set': 'a part in a color that LEGO has numbered, and that no catalogued set has',
  'lot.no-element': 'a part in a color of which no element number is known',
  'lot.old': 'a part in a color that was in no set for long',
  'lot.rare': 'a part in a color that was in one set only',
  'lot.unchecked': 'a lot that the catalog cannot answer for',
  'lot.over-budget': 'more of a lot than there is to build from',
  'lot.unavailable': 'a lot that is not on the list of what can be had',
  'element.unknown': 'a LEGO element number that nobody knows',
  'element.none': 'a part in a color of which no LEGO element is known',
  'element.guessed': 'an element of another mould, or one of several',
  'part.decorated': 'a print or pattern that the file does not number',
  'color.several': 'a part of several colors, listed in the first',
  'count.claimed': 'another count than the one in the file',
  'skip.unused': 'a --skip that matches nothing',
  'part.file': 'the file is a part, not a model',
  'part.unknown': 'a part of no number that we know',
  'part.renamed': 'an older number, read as the present one',
  'part.assembly': 'an assembly that was taken apart or put together, or that nobody sells as one',
  'part.flexible': 'a hose, string or chain, or a part in another pose',
  'part.element': 'a number found by its LEGO element number',
  'part.unverified': 'a number from an older table, not confirmed',
  'part.ambiguous': 'several numbers have a claim to it',
  'part.mould': 'the number of another mould of the part',
  'part.print-dropped': 'the number of the part without its print',
  'part.sticker': 'a sticker that is sold on a sheet only',
  'part.sticker-dropped': 'the number of the part without its sticker',
  'part.assumed': 'a number in no table, assumed to be the same',
  'color.main': 'a color that the model leaves open',
  'color.unmapped': 'a color that the other system, or nobody, has',
  'color.merged': 'a color that is sold as another one, as rubber is',
  'config.wrong': 'an entry of brick.toml that makes no sense; not used',
  'config.unknown': 'an entry of brick.toml that nobody knows; not used',
  'config.unused': 'a setting that later versions will use',
  'config.ignored': 'a brick.toml beside another model than the first; not used',
  'map.unused': 'a rule of brick.toml that matches nothing in the model',
} as const

/** A value, and all that was wrong on the way to it. */
export interface Parsed<T> {
  value: T
  problems: Problem[]
}
