// Writes src/generated/questions.ts: the questions of docs/cookbook.md, which are the tools of assistants.
import { readFileSync, writeFileSync } from 'node:fs'

const page = readFileSync(new URL('../docs/cookbook.md', import.meta.url), 'utf8')

const plain = (text) =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()

const questions = page
  .split(/^## \d+\. /m)
  .slice(1)
  .map((section) => {
    const [question] = section.split('\n', 1)
    const [, document] = /```graphql\n(.*?)^```/ms.exec(section)
    const [, after] = section.split(/```graphql\n.*?^```/ms)
    // The paragraph that says how to read the answer, and not the one that says where the ids come from.
    const [about = ''] = after
      .replace(/```json\n.*?^```/gms, '')
      .split(/\n\n+/)
      .filter((text) => text.trim() && !text.trim().startsWith('`'.concat('deploymentId`')) && !text.includes('](#'))
    return { question, about: about.startsWith('AWS calls') ? '' : plain(about), document }
  })

const rows = questions.map((question) => `  ${JSON.stringify(question)},\n`).join('')
writeFileSync(
  new URL('../src/generated/questions.ts', import.meta.url),
  `// Written by scripts/questions.mjs from docs/cookbook.md.\n/** The questions of the cookbook: what each asks, how to read its answer, and its document. */\nexport const QUESTIONS: readonly { question: string; about: string; document: string }[] = [\n${rows}]\n`,
)
