import type { Command } from 'commander'
import { noDecisions } from '../core/catalog/decisions.js'
import type { Moulds } from '../core/lists/lot-keys.js'
import { matchingOf, type Matching, type RuleOptions } from '../core/lists/rules.js'
import { choice, gather, rare } from './list-options.js'
import type { Loaded } from './load.js'

/** What may stand in for what, besides the rules of `brick.toml`. */
export interface RuleFlags {
  mould: Moulds
  ignoreColor?: true
  ignoreColorOf?: string[]
  alternates?: true
  prints?: true
}

/** Which moulds count as one: the same option for every command that compares lots. */
export function addMouldOption(command: Command, usual: 'exact' | 'same'): Command {
  const values: Moulds[] = usual === 'exact' ? ['exact', 'same', 'any'] : ['same', 'exact', 'any']
  return command.optionsGroup('Matching:').addOption(choice('--mould <how>', 'which moulds are one part', values))
}

/** What may stand in for what: the same options for every command that sets lists against each other. */
export function addRuleOptions(command: Command, usual: 'exact' | 'same'): Command {
  return addMouldOption(command, usual)
    .option('--ignore-color', 'any color will do')
    .addOption(rare('--ignore-color-of <part>', 'any color will do for this part (repeatable)').argParser(gather))
    .option('--alternates', 'also parts that builders use in their place')
    .option('--prints', 'also the plain part for one with a print')
}

/** Which lot may stand in for which. With numbers as written, the rules of `brick.toml` stand aside. */
export function matchingFor(
  flags: RuleFlags & { asWritten?: boolean },
  purpose: RuleOptions['purpose'],
  { catalog, decisions }: Loaded,
): Matching {
  return matchingOf(ruleOptions(flags, purpose), catalog, flags.asWritten ? noDecisions() : decisions)
}

function ruleOptions(flags: RuleFlags, purpose: RuleOptions['purpose']): RuleOptions {
  const { mould, ignoreColor = flags.ignoreColorOf, alternates, prints } = flags
  return {
    moulds: mould,
    purpose,
    ...(ignoreColor && { ignoreColor }),
    ...(alternates && { alternates }),
    ...(prints && { prints }),
  }
}
