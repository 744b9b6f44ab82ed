// Writes src/generated/questions.ts: the questions of docs/cookbook.md, which are the tools of assistants.
import { readFileSync, writeFileSync } from 'node:fs'

const page = readFileSync(new URL('../docs/cookbook.md', import.meta.url), 'utf8')

const sections = page
  .split(/^## Live$/m, 1)[0]
  .split(/^## \d+\. /m)
  .slice(1)

const documentOf = (section) => /```graphql\n(.*?)^```/ms.exec(section)[1]
const names = sections.map((section) => /query (\w+)/.exec(documentOf(section))[1])

/** Text without links, which calls another question by the name of its tool: an assistant does not see the numbers. */
const plain = (text) =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\bquestion (\d+)/g, (_, number) => names[number - 1])
    .replace(/\s+/g, ' ')
    .trim()

/** Whether a paragraph says where the values of variables come from. */
const isSource = (text) => /^(`\w+`, )*`\w+`: \[question \d+\]/.test(text)

const questions = sections.map((section) => {
  const [question] = section.split('\n', 1)
  const paragraphs = section
    .slice(question.length)
    .replace(/^```\w+\n.*?^```/gms, '')
    .split(/\n\n+/)
    .map((text) => text.trim())
    .filter((text) => text && !text.startsWith('AWS calls'))
  const about = paragraphs.find((text) => !isSource(text)) ?? ''
  return { question, about: plain([about, ...paragraphs.filter(isSource)].join(' ')), document: documentOf(section) }
})

const rows = questions.map((question) => `  ${JSON.stringify(question)},\n`).join('')
writeFileSync(
  new URL('../src/generated/questions.ts', import.meta.url),
  `// Written by scripts/questions.mjs from docs/cookbook.md.\n/** The questions of the cookbook: what each asks, how to read its answer, and its document. */\nexport const QUESTIONS: readonly { question: string; about: string; document: string }[] = [\n${rows}]\n`,
)
