import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitepress'

// eng/docs says where the pages lie and where the site goes.
const pages = process.env.GRUPPERA_DOCS_PAGES
const { version, en, sv } = JSON.parse(readFileSync(`${pages}/navigation.json`, 'utf8'))
const base = `/${version}/`

/** Anchors as forges make them, so that links hold there and here. */
const slugify = text => text.toLowerCase().replace(/[^\p{L}\p{N}\-_ ]/gu, '').replaceAll(' ', '-')

/** Lines that a reader types stand out from what the program prints. */
const typed = {
  line(node) {
    if (text(node).startsWith('$ ')) this.addClassToHast(node, 'typed')
  },
}

const text = node => node.value ?? node.children.map(text).join('')

const versions = { text: version, items: [{ text: 'Other versions', link: '/../versions.html', target: '_self' }] }

export default defineConfig({
  title: 'Gruppera',
  description: 'The open NordDRG platform',
  base,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: pages,
  outDir: process.env.GRUPPERA_DOCS_OUT,
  cacheDir: `${pages}/../cache`,
  metaChunk: true,
  markdown: {
    anchor: { slugify },
    toc: { slugify },
    headers: { slugify },
    theme: { light: 'github-light', dark: 'github-dark' },
    codeTransformers: [typed],
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        nav: [
          { text: 'First hour', link: '/tutorial' },
          { text: 'How to', link: '/how-to/yearly', activeMatch: '/how-to/' },
          { text: 'Commands', link: '/commands' },
          versions,
        ],
        sidebar: en.map(group => ({ ...group, collapsed: false })),
        outline: { level: [2, 3] },
      },
    },
    sv: {
      label: 'Svenska',
      lang: 'sv',
      link: '/sv/',
      description: 'Den öppna plattformen för NordDRG',
      themeConfig: {
        nav: [{ text: 'Startsida', link: '/sv/' }, { text: 'Kommandon', link: '/sv/commands' }, versions],
        sidebar: sv,
        outline: { level: [2, 3], label: 'På sidan' },
        docFooter: { prev: 'Föregående', next: 'Nästa' },
        darkModeSwitchLabel: 'Utseende',
        lightModeSwitchTitle: 'Ljust läge',
        darkModeSwitchTitle: 'Mörkt läge',
        sidebarMenuLabel: 'Meny',
        returnToTopLabel: 'Till början',
        langMenuLabel: 'Språk',
      },
    },
  },
  themeConfig: {
    i18nRouting: false,
    search: {
      provider: 'local',
      options: {
        miniSearch: { searchOptions: { boostDocument: id => id.includes('/csharp/') || id.includes('/decisions/') ? 0.2 : 1 } },
        locales: {
          sv: {
            translations: {
              button: { buttonText: 'Sök', buttonAriaLabel: 'Sök' },
              modal: {
                noResultsText: 'Inget hittades för',
                resetButtonTitle: 'Töm',
                displayDetails: 'Visa mer',
                footer: { selectText: 'välj', navigateText: 'flytta', closeText: 'stäng' },
              },
            },
          },
        },
      },
    },
  },
})
