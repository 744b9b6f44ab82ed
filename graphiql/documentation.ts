import { markdown } from '@graphiql/react'

/** Links in descriptions lead to AWS's pages: they open beside this page, which would lose what was typed. */
export function openLinksBeside(): void {
  markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
    tokens[index]?.attrSet('target', '_blank')
    tokens[index]?.attrSet('rel', 'noreferrer')
    return renderer.renderToken(tokens, index, options)
  }
}
