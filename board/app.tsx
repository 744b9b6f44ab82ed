import { type ReactNode, Suspense, useEffect } from 'react'
import { connection } from './data/connection.ts'
import { useStore } from './data/store.ts'
import { useFollowUnderWay } from './data/under-way.ts'
import { Patterns } from './parts/bar.tsx'
import { Header } from './parts/header.tsx'
import { KeyHelp } from './parts/keys.tsx'
import { ConnectionNotice, Loading, SignIn } from './parts/states.tsx'
import { title } from './parts/title.ts'
import { useRoute } from './route.ts'
import { Deployment, Now, Stats, Timeline, VIEWS, Waiting, Where } from './views.ts'

const PAGES: Record<string, () => ReactNode> = {
  '': () => <Now />,
  waiting: () => <Waiting />,
  timeline: () => <Timeline />,
  where: () => <Where />,
  stats: () => <Stats />,
}

export function App() {
  const { path, params } = useRoute()
  useFollowUnderWay(params.get('location') ?? undefined)
  const { kind } = useStore(connection)
  const [view = '', location, id] = path
  const named = useStore(title)
  const name = view === 'd' && id ? (named ?? id) : VIEWS.find((each) => each.path === view)?.name
  useEffect(() => {
    document.title = `${name ?? 'Not found'} · deploygraph`
  }, [name])
  const page =
    view === 'd' && location && id ? (
      <Deployment key={`${location} ${id}`} location={location} id={id} />
    ) : (
      PAGES[view]?.()
    )
  return (
    <>
      <Patterns />
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Header view={view === 'd' ? '' : view} title={name ?? ''} />
      <main id="main" tabIndex={-1}>
        {kind === 'signed-out' ? (
          <SignIn />
        ) : (
          <>
            <ConnectionNotice />
            <Suspense fallback={<Loading />}>{page ?? <h1>No such page here.</h1>}</Suspense>
          </>
        )}
      </main>
      <KeyHelp />
    </>
  )
}
