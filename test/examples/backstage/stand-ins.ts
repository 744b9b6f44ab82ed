// The parts of Backstage and Material UI that the card and its README use: Backstage is not installed here.
import { Children, createElement, isValidElement, type ReactNode } from 'react'

interface Props {
  children?: ReactNode
}

// @backstage/catalog-model
export interface Entity {
  metadata: { annotations?: Record<string, string> }
}

/** The annotations of the entity that is shown; the page of the test sets them. */
declare const ANNOTATIONS: Record<string, string>
const entity: Entity = { metadata: { annotations: ANNOTATIONS } }

// @backstage/plugin-catalog-react
export const useEntity = () => ({ entity })

// @backstage/core-plugin-api: a reference to an API holds the API itself here.
interface ApiRef<Api> {
  api: Api
}
export const discoveryApiRef: ApiRef<{ getBaseUrl: (pluginId: string) => Promise<string> }> = {
  api: { getBaseUrl: async (pluginId) => `/api/${pluginId}` },
}
export const fetchApiRef: ApiRef<{ fetch: typeof fetch }> = { api: { fetch: (...request) => fetch(...request) } }
export const useApi = <Api>({ api }: ApiRef<Api>): Api => api

// @backstage/core-components
export const InfoCard = ({ title, subheader, children }: Props & { title?: ReactNode; subheader?: ReactNode }) =>
  createElement('section', null, createElement('h2', null, title), createElement('small', null, subheader), children)
export const Link = ({ to, children }: Props & { to: string }) => createElement('a', { href: to }, children)
export const ResponseErrorPanel = ({ error }: { error: Error }) => createElement('p', { role: 'alert' }, error.message)

// @backstage/plugin-catalog: the first case that is met.
interface CaseProps extends Props {
  if?: (entity: Entity) => boolean
}
const Case = (_: CaseProps) => null
export const EntitySwitch = Object.assign(
  ({ children }: Props) => {
    const cases = Children.toArray(children).flatMap((one) => (isValidElement<CaseProps>(one) ? [one.props] : []))
    return cases.find((one) => one.if?.(entity) ?? true)?.children ?? createElement('p', null, 'No case is met.')
  },
  { Case },
)

// @material-ui/core
export const Grid = ({ children }: Props & { item?: boolean; md?: number }) => createElement('div', null, children)
