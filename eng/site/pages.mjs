// Makes the pages of the site from those of the repository: README.md becomes index.md, Swedish pages stand under sv/, links follow, and links
// to what is not on the site become plain text. Also the navigation, from the lists of docs/README.md, and the reference of the C# API, from
// the doc comments of the built libraries where those are there.
// usage: node pages.mjs ROOT TARGET
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { apiPages } from './api.mjs'

const [root, target] = process.argv.slice(2)
const around = ['CHANGELOG.md', 'CONTRIBUTING.md', 'INFLUENCES.md', 'SECURITY.md']

const pages = new Map([
  ...['docs', 'specs'].flatMap(markdownIn).map(path => [path, placeOf(path)]),
  ...around.map(path => [path, path.toLowerCase()]),
])

rmSync(target, { recursive: true, force: true })
for (const [path, place] of pages) write(place, moved(readFileSync(join(root, path), 'utf8'), path, place))
cpSync(join(root, 'docs/pictures'), join(target, 'pictures'), { recursive: true })
const api = apiPages(root)
for (const [place, text] of api.pages) write(place, text)
write('navigation.json', JSON.stringify(navigation(), null, 2))

function markdownIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? markdownIn(path) : path.endsWith('.md') ? [path] : []
  }).sort()
}

function placeOf(path) {
  const place = path.replace(/^docs\//, '').replace(/README(\.sv)?\.md$/, 'index$1.md')
  return place.endsWith('.sv.md') ? 'sv/' + place.replace('.sv.md', '.md') : place
}

/** A page with its links as the site has them; blocks of code stay as they are. */
function moved(text, path, place) {
  return text.split(/(^```[^]*?^```$)/m).map((part, i) => i % 2 === 1 ? part : part
    .replace(/<!--.*?-->/g, '')
    .replace(/\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s:]*)\)/g, (link, words, url) => {
      const [file, anchor] = url.split('#')
      if (file === '') return link
      if (file.endsWith('.png')) return `[${words}](${relative(place, posix.join(posix.dirname(path), file).replace(/^docs\//, ''))})`
      const to = pages.get(posix.join(posix.dirname(path), file))
      return to ? `[${words}](${relative(place, to)}${anchor ? '#' + anchor : ''})` : words
    })
    .replace(/<(?!https?:)(?=[^>]*>)/g, '&lt;')).join('')
}

function relative(from, to) {
  const path = posix.relative(posix.dirname(from), to)
  return path.startsWith('.') ? path : './' + path
}

function write(place, text) {
  mkdirSync(dirname(join(target, place)), { recursive: true })
  writeFileSync(join(target, place), text)
}

/** Groups of links: each heading of the start page with the links of its list; in Swedish those of the table of the Swedish one. */
function navigation() {
  const start = readFileSync(join(root, 'docs/README.md'), 'utf8')
  const groups = start.split(/^## /m).slice(1).map(part => ({
    text: part.split('\n')[0],
    items: [...part.matchAll(/^- \[([^\]]+)\]\(([^)#]+)\)/gm)].map(([, text, url]) => ({ text, link: linkOf(posix.join('docs', url)) })),
  }))
  if (api.items.length > 0) groups.find(group => group.text === 'Reference').items.push({ text: 'C#: every type', collapsed: true, items: api.items })
  groups.find(group => group.text === 'Explanation').items.splice(-1, 1, {
    text: 'Decisions',
    collapsed: true,
    items: markdownIn('docs/decisions').map(path => ({ text: /^# (.*)$/m.exec(readFileSync(join(root, path), 'utf8'))[1], link: linkOf(path) })),
  })
  const table = readFileSync(join(root, 'docs/README.sv.md'), 'utf8')
  const swedish = [...table.matchAll(/\[([^\]]+)\]\(([^)#]+\.md)\)/g)].filter(([, text]) => text !== 'In English' && text !== 'Installera')
    .map(([, text, url]) => ({ text: text[0].toUpperCase() + text.slice(1), link: linkOf(posix.join('docs', url)) }))
  return {
    version: /<VersionPrefix>(.*?)</.exec(readFileSync(join(root, 'Directory.Build.props'), 'utf8'))[1],
    en: groups,
    sv: [{ text: 'På svenska', items: [{ text: 'Startsida', link: '/sv/' }, { text: 'Kommandon', link: '/sv/commands' }] },
      { text: 'På engelska', items: unique(swedish.filter(item => !item.link.startsWith('/sv/'))) }],
  }
}

function linkOf(path) {
  const place = pages.get(path)
  if (!place) throw new Error(`${path} is no page`)
  return '/' + place.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')
}

function unique(items) {
  return items.filter((item, i) => items.findIndex(other => other.link === item.link) === i)
}
