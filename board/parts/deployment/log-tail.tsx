import { CopyButton } from '../copy.tsx'

/** The end of a log: wrapped, never cut. */
export function LogTail({ log, label }: { log: string | null | undefined; label: string }) {
  if (!log) return null
  const lines = log.trimEnd().split('\n')
  return (
    <>
      <pre className="log">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else
          <code key={index} className={line.startsWith('[stderr]') ? 'c-fail' : undefined}>
            {line}
            {'\n'}
          </code>
        ))}
      </pre>
      <p className="foot">
        <span>{label}</span>
        <CopyButton className="link" text={log}>
          Copy
        </CopyButton>
      </p>
    </>
  )
}

/** In the place of a log that the key may not read. */
export const LockedLog = () => (
  <p className="locked second">Log tail hidden: needs logs:read. Ask who gave you the key.</p>
)
