/** The page of the access list that begins with this decision, or the id whose decision is taken back. */
export interface AccessPress {
  readonly kind: 'access'
  readonly act: (typeof ACCESS_ACTS)[number]
  readonly number: number
}

/** A setting of the group that the button stands in is changed. */
export interface SettingsPress {
  readonly kind: 'settings'
  readonly act: (typeof SETTINGS_ACTS)[number]
  /** What stands for the collection of `collection`; '' for the others. */
  readonly key: string
}

/** All questions as a file. */
export interface ExportPress {
  readonly kind: 'export'
}

const ACCESS_ACTS = ['page', 'remove'] as const
const ACCESS_PRESS = /^access:(?<act>[a-z]+):(?<number>-?\d{1,16})$/
const SETTINGS_ACTS = ['all', 'collection', 'untagged'] as const
const SETTINGS_PRESS = /^settings:(?<act>[a-z]+):(?<key>[\da-f]{0,16})$/

/** What the buttons about people, groups and questions carry. */
export function adminPressFor(press: AccessPress | SettingsPress | ExportPress): string {
  switch (press.kind) {
    case 'access':
      return `access:${press.act}:${press.number}`
    case 'settings':
      return `settings:${press.act}:${press.key}`
    case 'export':
      return press.kind
  }
}

/** Reads one of them back; undefined for anything else. */
export function parseAdminPress(text: string): AccessPress | SettingsPress | ExportPress | undefined {
  return text === 'export' ? { kind: 'export' } : (parseAccessPress(text) ?? parseSettingsPress(text))
}

function parseAccessPress(text: string): AccessPress | undefined {
  const { act: name, number } = ACCESS_PRESS.exec(text)?.groups ?? {}
  const act = ACCESS_ACTS.find((known) => known === name)
  return act && { kind: 'access', act, number: Number(number) }
}

function parseSettingsPress(text: string): SettingsPress | undefined {
  const { act: name, key = '' } = SETTINGS_PRESS.exec(text)?.groups ?? {}
  const act = SETTINGS_ACTS.find((known) => known === name)
  return act && { kind: 'settings', act, key }
}
