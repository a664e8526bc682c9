/** What a masked secret is replaced with. */
const MASK = '***'

/** A part of a secret (one of its lines) that is shorter says too little and would hide too much. */
const SHORTEST_PART = 4
/** A shorter form is replaced only where it stands alone: a password `db` must not eat the middle of `adbc`. */
const SHORTEST_ANYWHERE = 6

/** Keeps the secrets of a run, and takes them out of every text that leaves it. */
export interface Secrets {
  /** Registers a secret; returns the forms that are new, in which it could appear. */
  add(secret: string): readonly string[]
  redact(text: string): string
}

export function createSecrets(): Secrets {
  const forms = new Set<string>()
  let pattern: RegExp | undefined
  return {
    add(secret) {
      const fresh = formsOf(secret).filter((form) => !forms.has(form))
      for (const form of fresh) forms.add(form)
      if (fresh.length > 0) pattern = patternFor(forms)
      return fresh
    },
    redact: (text) => (pattern === undefined ? text : text.replace(pattern, MASK)),
  }
}

function patternFor(forms: ReadonlySet<string>): RegExp {
  const alternatives = [...forms]
    // The longest first, so that a whole URL goes before the password in it.
    .sort((a, b) => b.length - a.length)
    .map((form) =>
      form.length >= SHORTEST_ANYWHERE
        ? escaped(form)
        : `(?<![\\p{L}\\p{N}])${escaped(form)}(?![\\p{L}\\p{N}])`,
    )
  return new RegExp(alternatives.join('|'), 'gu')
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Every form in which a secret could show up: itself, its lines, the passwords in it, each as encoded elsewhere. */
function formsOf(secret: string): readonly string[] {
  const whole = [secret, secret.trim(), ...passwordsIn(secret)]
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim())
  const plain = [...whole, ...lines.filter((line) => line.length >= SHORTEST_PART)]
  const forms = plain.flatMap((text) => [text, ...encodingsOf(text)])
  return [...new Set(forms)].filter((form) => form.trim() !== '')
}

/** Whether a text that may be no secret as a whole has a password in it. */
export const holdsPassword = (text: string): boolean => passwordsIn(text).length > 0

/** A text without what stands before the host in a URL, whether or not it is known as a secret. */
export const withoutCredentials = (text: string): string =>
  text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]+@/gi, `$1${MASK}@`)

/** Passwords inside URLs, in libpq's `key=value` strings, and in Azure's connection strings and signatures. */
function passwordsIn(text: string): readonly string[] {
  const found = [
    ...text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]+)@/gi),
    ...text.matchAll(/(?:^|[\s?&;])(?:password|sslpassword|passwd)\s*=\s*'((?:[^'\\]|\\.)+)'/gi),
    ...text.matchAll(/(?:^|[\s?&;])(?:password|sslpassword|passwd)\s*=\s*([^\s&;']+)/gi),
    ...text.matchAll(/(?:^|;)(?:AccountKey|SharedAccessSignature)=([^;]+)/gi),
    ...text.matchAll(/[?&;=]sig=([^&;]+)/gi),
  ].map(([, password = '']) => password)
  return found.flatMap((password) => [password, decoded(password), password.replace(/\\(.)/g, '$1')])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function encodingsOf(text: string): readonly string[] {
  const wellFormed = text.toWellFormed()
  const urls = [
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    // RFC 3986 to the letter, as signers of requests write it.
    encodeURIComponent(wellFormed).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ]
  const small = urls.map((url) => url.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()))
  const json = JSON.stringify(text).slice(1, -1)
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [...urls, ...small, json, html, html.replaceAll('"', '&quot;'), ...base64Of(text)]
}

/** Base64 of the secret alone, and of it in the middle of something longer, where it can begin at three offsets. */
function base64Of(text: string): readonly string[] {
  if (text.length < SHORTEST_ANYWHERE) return []
  const alone = Buffer.from(text).toString('base64').replace(/=+$/, '')
  const inside = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
    const whole = Math.floor((bytes.length * 8) / 6)
    return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole)
  })
  return [alone, ...inside].flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
}

const SECRET_VARIABLE =
  /^(PGPASSWORD|PGSSLPASSWORD|(.+_)?(AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AZURE_STORAGE_KEY|AZURE_STORAGE_CONNECTION_STRING|AZURE_STORAGE_SAS_TOKEN|AZURE_CLIENT_SECRET))$/

/** The values of the well-known variables that hold secrets, with any destination's prefix in front. */
export function secretsInEnvironment(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => (value && SECRET_VARIABLE.test(name) ? value : []))
}
