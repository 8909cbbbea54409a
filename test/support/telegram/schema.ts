import { readFileSync } from 'node:fs'

import { Upload } from './files.ts'

/** A parameter of a method or a field of an object, as `botapi-10.3.json` writes it. */
interface Field {
  readonly name: string
  readonly types: readonly string[]
  readonly required: boolean
  readonly enum?: readonly unknown[]
  readonly items_enum?: readonly unknown[]
  readonly constraints?: Constraints
}

interface Constraints {
  readonly minChars?: number
  readonly maxChars?: number
  readonly minBytes?: number
  readonly maxBytes?: number
  readonly min?: number
  readonly max?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
}

interface Schema {
  readonly methods: Readonly<Record<string, { readonly fields: readonly Field[] }>>
  readonly types: Readonly<
    Record<string, { fields?: readonly Field[]; subtypes?: readonly string[]; enum?: readonly unknown[] }>
  >
}

const SCHEMA = JSON.parse(readFileSync(new URL('../botapi/botapi-10.3.json', import.meta.url), 'utf8')) as Schema

const PRIMITIVES: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Number: (value) => typeof value === 'number' && Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  True: (value) => value === true,
  Blob: (value) => value instanceof Upload,
}

/** Rich text may also be a string or a list of rich texts: its documentation says so in prose alone. */
const FURTHER_SUBTYPES: Readonly<Record<string, readonly string[]>> = { RichText: ['String', 'Array of RichText'] }

/** Each rule with what it measures. Texts are counted in code points, as Telegram counts them. */
const MEASURES: readonly [keyof Constraints, keyof Constraints, (value: unknown) => number | undefined][] = [
  ['minChars', 'maxChars', (value) => (typeof value === 'string' ? Array.from(value).length : undefined)],
  ['minBytes', 'maxBytes', (value) => (typeof value === 'string' ? Buffer.byteLength(value) : undefined)],
  ['min', 'max', (value) => (typeof value === 'number' ? value : undefined)],
  ['minItems', 'maxItems', (value) => (Array.isArray(value) ? value.length : undefined)],
]

/**
 * Says what is wrong with the parameters of a call, undefined when nothing is. Stricter than Telegram in one thing: a
 * parameter that the schema does not know is refused, where Telegram would ignore it.
 */
export function complaintAbout(method: string, parameters: Readonly<Record<string, unknown>>): string | undefined {
  const fields = SCHEMA.methods[method]?.fields
  return fields === undefined ? `method ${method} not found` : objectComplaint(fields, parameters, method)
}

/** The value of a form's field, which is text, as the parameter's types want it; unchanged where none of them can be. */
export function readTyped(method: string, name: string, text: string): unknown {
  const types = SCHEMA.methods[method]?.fields.find((field) => field.name === name)?.types ?? []
  if (types.every((type) => type === 'String')) return text
  try {
    const value: unknown = JSON.parse(text)
    return types.some((type) => typeComplaint(type, value, name) === undefined) ? value : text
  } catch {
    return text
  }
}

function objectComplaint(fields: readonly Field[], value: object, path: string): string | undefined {
  const names = new Set(fields.map(({ name }) => name))
  const unknown = Object.keys(value).find((name) => !names.has(name))
  if (unknown !== undefined) return `${path}: unknown parameter ${unknown}`
  for (const field of fields) {
    const given: unknown = Reflect.get(value, field.name)
    const complaint = given === undefined ? absence(field) : fieldComplaint(field, given, `${path}.${field.name}`)
    if (complaint !== undefined) return `${path}: ${complaint}`
  }
  return undefined
}

function absence({ name, required }: Field): string | undefined {
  return required ? `parameter ${name} is required` : undefined
}

function fieldComplaint(field: Field, value: unknown, path: string): string | undefined {
  const complaints = field.types.map((type) => typeComplaint(type, value, path))
  if (complaints.every((complaint) => complaint !== undefined)) return complaints.join('; ')
  if (field.enum !== undefined && !field.enum.includes(value)) return `${path} must be one of ${field.enum.join(', ')}`
  if (Array.isArray(value) && field.items_enum !== undefined) {
    const stranger: unknown = value.find((item) => !field.items_enum?.includes(item))
    if (stranger !== undefined) return `${path} must not hold ${JSON.stringify(stranger)}`
  }
  return constraintComplaint(field.constraints ?? {}, value, path)
}

function typeComplaint(type: string, value: unknown, path: string): string | undefined {
  const isOfPrimitive = PRIMITIVES[type]
  if (isOfPrimitive !== undefined) return isOfPrimitive(value) ? undefined : `${path} must be a ${type}`
  if (type.startsWith('Array of ')) return arrayComplaint(type.slice('Array of '.length), value, path)
  return namedTypeComplaint(type, value, path)
}

function arrayComplaint(itemType: string, value: unknown, path: string): string | undefined {
  if (!Array.isArray(value)) return `${path} must be an array`
  const complaints = value.map((item: unknown, i) => anyComplaint(itemType.split(' | '), item, `${path}[${i}]`))
  return complaints.find((complaint) => complaint !== undefined)
}

function namedTypeComplaint(name: string, value: unknown, path: string): string | undefined {
  const type = SCHEMA.types[name]
  if (type === undefined) return `${path}: type ${name} is unknown`
  if (type.enum !== undefined)
    return type.enum.includes(value) ? undefined : `${path} must be one of ${type.enum.join()}`
  if (type.subtypes !== undefined) {
    return anyComplaint([...type.subtypes, ...(FURTHER_SUBTYPES[name] ?? [])], value, path)
  }
  if (typeof value !== 'object' || value === null) return `${path} must be a ${name}`
  return objectComplaint(type.fields ?? [], value, path)
}

/** One of several types may be meant: all their complaints, unless one of them has none. */
function anyComplaint(types: readonly string[], value: unknown, path: string): string | undefined {
  const complaints = types.map((type) => typeComplaint(type, value, path))
  return complaints.includes(undefined) ? undefined : complaints.join('; ')
}

function constraintComplaint(constraints: Constraints, value: unknown, path: string): string | undefined {
  for (const [least, most, measure] of MEASURES) {
    const size = measure(value)
    const { [least]: min = -Infinity, [most]: max = Infinity } = constraints
    if (size !== undefined && (size < Number(min) || size > Number(max)))
      return `${path} breaks ${least} or ${most}: ${size}`
  }
  const isMatch = typeof value !== 'string' || new RegExp(constraints.pattern ?? '').test(value)
  return isMatch ? undefined : `${path} must match ${constraints.pattern}`
}
