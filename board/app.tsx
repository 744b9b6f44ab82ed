import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { connection } from './data/connection.ts'
import { useStore } from './data/store.ts'
import { useFollowUnderWay } from './data/under-way.ts'
import { Patterns } from './parts/bar.tsx'
import { Header } from './parts/header.tsx'
import { ConnectionNotice, Loading } from './parts/states.tsx'
import { title } from './parts/title.ts'
import { useRoute } from './route.ts'
import { Deployment, Now, Stats, Timeline, VIEWS, Waiting, Where } from './views.ts'

const SignIn = lazy(() => import('./parts/sign-in.tsx'))

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
  const name = (view === 'd' ? (named ?? id) : VIEWS.find(({ path }) => path === view)?.name) ?? 'Not found'
  useEffect(() => {
    document.title = `${name} · deploygraph`
  }, [name])
  const main = useRef<HTMLElement>(null)
  const place = path.join('/')
  const shownPlace = useRef(place)
  // Another page: the focus is at its start, not on a link that is gone.
  useEffect(() => {
    if (shownPlace.current !== place) main.current?.focus({ preventScroll: true })
    shownPlace.current = place
  }, [place])
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
      <Header view={view === 'd' ? '' : view} title={name.split(' → ')[0] ?? name} />
      <main id="main" tabIndex={-1} ref={main}>
        {kind === 'signed-out' ? (
          <Suspense>
            <SignIn />
          </Suspense>
        ) : (
          <>
            <ConnectionNotice />
            <Suspense fallback={<Loading />}>{page ?? <h1>No such page here.</h1>}</Suspense>
          </>
        )}
      </main>
    </>
  )
}
