import type { ComponentProps, MouseEvent } from 'react'
import { open } from '../route.ts'

/** A link within the board, which a click follows without loading the page again. */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    open(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}

/** A link to the AWS console. */
export const AwsLink = ({ href, className }: { href: string; className?: string }) => (
  <a href={href} className={className} target="_blank" rel="noreferrer">
    Open in AWS <span aria-hidden="true">↗</span>
  </a>
)
