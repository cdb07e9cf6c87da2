// The reference of the C# API: a page for each namespace, from the doc comments that the compiler writes and the approved list of what is public.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const libraries = ['Gruppera', 'Gruppera.Formats', 'Gruppera.Casemix']

/** Pages by place, and their links for the navigation; none where the libraries are not built. */
export function apiPages(root) {
  const files = libraries.map(name => join(root, `artifacts/bin/${name}/release/${name}.xml`))
  if (!files.every(existsSync)) return { pages: [], items: [] }
  const spaces = new Map()
  libraries.forEach((name, i) => {
    const told = comments(readFileSync(files[i], 'utf8'))
    const approved = readFileSync(join(root, `eng/api/${name}.txt`), 'utf8')
    const types = [...approved.matchAll(/^\w+ ([\w.`+]+)/gm)].map(match => match[1])
    for (const type of types) {
      const comment = told.get('T:' + type.replaceAll('+', '.'))
      if (comment === undefined) continue
      const space = type.slice(0, type.lastIndexOf('.'))
      if (!spaces.has(space)) spaces.set(space, [])
      spaces.get(space).push(typeText(type.replaceAll('+', '.'), comment, told))
    }
  })
  const sorted = [...spaces].sort(([a], [b]) => a < b ? -1 : 1)
  return {
    pages: sorted.map(([space, types]) => [`csharp/${space.toLowerCase()}.md`,
      `# ${space}\n\nFrom the comments of the source. Programs to paste: [Embed in C#](../how-to/embed-csharp.md).\n\n${types.join('\n')}`]),
    items: sorted.map(([space]) => ({ text: space, link: `/csharp/${space.toLowerCase()}` })),
  }
}

function typeText(type, comment, told) {
  const members = [...told].filter(([id]) => /^[MPFE]:/.test(id) && ownerOf(id) === type)
  const rows = members.map(([id, text]) => `| \`${nameOf(id, type)}\` | ${text.replaceAll('|', '\\|')} |`)
  return `## ${type.slice(type.lastIndexOf('.') + 1).replace(/`(\d)/, '&lt;T$1&gt;')}\n\n${comment}\n`
    + (rows.length > 0 ? `\n| member | meaning |\n|---|---|\n${rows.join('\n')}\n` : '')
}

function ownerOf(id) {
  const name = id.slice(2).split('(')[0]
  return name.slice(0, name.lastIndexOf('.'))
}

/** A member as one writes it: types of parameters without their namespaces. */
function nameOf(id, type) {
  const own = type.slice(type.lastIndexOf('.') + 1)
  return id.slice(2 + type.length + 1).replace('#ctor', own).replace(/``\d+/, '').replace(/[\w.]+\.(\w+)/g, '$1')
    .replaceAll('{', '<').replaceAll('}', '>').replaceAll(',', ', ').replaceAll('@', '')
}

/** Id of a member -> its comment as Markdown. */
function comments(xml) {
  return new Map([...xml.matchAll(/<member name="([^"]+)">([^]*?)<\/member>/g)].map(([, id, body]) => [id, ['summary', 'remarks', 'exception']
    .flatMap(tag => [...body.matchAll(new RegExp(`<${tag}(?: cref="\\w:([\\w.]+)")?>([^]*?)</${tag}>`, 'g'))]
      .map(([, cref, text]) => (cref ? `Throws \`${short(cref)}\`: ` : '') + words(text)))
    .join(' ')]))
}

function words(text) {
  return text.replace(/<(?:see|seealso) (?:cref|langword|href)="(?:\w:)?([^"]+)"\s*\/>/g, (_, name) => `\`${short(name)}\``)
    .replace(/<(?:see|paramref|typeparamref) (?:cref|name|href)="([^"]+)"\s*(?:\/>|>[^<]*<\/see>)/g, (_, name) => `\`${name}\``)
    .replace(/<c>([^]*?)<\/c>/g, '`$1`').replace(/<\/?(?:para|list|item|description|term|code|inheritdoc|b|i|br)[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()
    .split('`').map((part, i) => i % 2 === 1 ? part.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&') : part.replace(/[[\]*_{}]/g, '\\$&')).join('`')
}

function short(name) {
  return name.split('(')[0].split('.').slice(-1)[0].replace(/`+\d/, '')
}
