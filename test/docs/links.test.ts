import { existsSync, readdirSync, readFileSync } from 'node:fs'

const docs = new URL('../../docs/', import.meta.url)
const pages = readdirSync(docs, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.md'))

/** The relative links and images of a page, without their anchors. */
function linksOf(page: string): string[] {
  const text = readFileSync(new URL(page, docs), 'utf8').replace(/```.*?```/gs, '')
  return [...text.matchAll(/(?:\]\(|src(?:set)?=")([^)"#\s]+)/g)].flatMap(([, path = '']) =>
    /^\w+:/.test(path) ? [] : path,
  )
}

test('there are links and images to check', () => {
  expect(pages.length).toBeGreaterThan(20)
  expect(linksOf('board.md')).toEqual(expect.arrayContaining(['insight.md', 'images/board.png']))
})

test.each(pages)('every relative link and image of docs/%s leads to a file', (page) => {
  expect(linksOf(page).filter((path) => !existsSync(new URL(path, new URL(page, docs))))).toEqual([])
})
