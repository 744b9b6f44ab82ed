import { useFailures } from '../data/failures.ts'
import { useUnderWay } from '../data/under-way.ts'
import { useConfigurations, useGroups } from '../data/where.ts'
import { Announced } from '../parts/announced.tsx'
import { NothingFound, useFilter } from '../parts/filter.tsx'
import { Problems } from '../parts/notice.tsx'
import { Matrix } from '../parts/overview/matrix.tsx'
import { Loading } from '../parts/states.tsx'
import { change, useRoute } from '../route.ts'
import { plural } from '../words/labels.ts'
import { configurationRows, groupRows, type MatrixRow } from '../words/matrix.ts'

function headlineOf(rows: readonly MatrixRow[], locations: number, isPartial: boolean): string {
  const seen = isPartial ? ' that we can see' : ''
  if (rows.length === 0) return `Nothing was deployed in 30 days${seen}.`
  if (locations < 2) return `${plural(rows.length, 'version')} run here${seen}.`
  const several = rows.filter(({ differs }) => differs !== undefined)
  const differ = several.filter(({ differs }) => differs).length
  if (several.length === 0) return `Nothing runs in more than one location${seen}.`
  if (differ === 0) return `All ${several.length} in several locations run the same version everywhere${seen}.`
  return `${differ} of ${several.length} run different versions in their locations${seen}.`
}

const titled = (rows: readonly MatrixRow[], service: 'CODEDEPLOY' | 'APPCONFIG') =>
  rows.map(({ name, group }) => ({ title: `${name} → ${group}`, service }))

/** Groups and configurations by location: the version that runs, since when, and what is under way. */
export default function Where() {
  const { params } = useRoute()
  const location = params.get('location') ?? null
  const groups = useGroups(location)
  const configurations = useConfigurations(location)
  const underWay = useUnderWay().rows
  const hasFailed = useFailures().length > 0
  const { matches, text } = useFilter()
  if (!groups) return <Loading />
  const onlyDiffers = params.has('differs')
  const isNamed = ({ name }: MatrixRow) => matches({ title: name })
  const isShown = (row: MatrixRow) => isNamed(row) && (!onlyDiffers || row.differs)
  const all = groupRows(groups.nodes, underWay)
  const settings = configurationRows(configurations?.nodes ?? [])
  const problems = [...groups.problems, ...(configurations?.problems ?? [])]
  const sections = [
    { title: 'CodeDeploy', rows: all.filter(isShown) },
    { title: 'AppConfig', rows: settings.filter(isShown) },
  ].filter(({ rows }) => rows.length > 0)
  const isRead = groups.isRead && (configurations?.isRead === true || hasFailed)
  if (text && sections.length === 0)
    return isRead ? (
      <NothingFound
        rows={[...titled(all, 'CODEDEPLOY'), ...titled(settings, 'APPCONFIG')]}
        what="deployed something in 30 days"
      />
    ) : (
      <Loading />
    )
  const locations = groups.locations.filter((name) => !location || name === location)
  const cut = [groups, configurations].find((list) => list?.isRead && !list.isWhole)
  const isPartial = hasFailed || cut !== undefined || problems.length > 0
  return (
    <>
      <Problems problems={problems} />
      <div className="head">
        <div>
          <Announced>{headlineOf([...all, ...settings].filter(isNamed), locations.length, isPartial)}</Announced>
          <p className="sub">
            Last success of each group in 30 days, and what is under way. Versions differ while a rollout goes from one
            location to the next.{!groups.isComplete && ' Read so far: 1,000 deployments per location. Reading on.'}
            {groups.isComplete && !isRead && ' Reading on.'}
            {cut && ` The first ${plural(cut.nodes.length, 'row')} only.`}
          </p>
        </div>
        {locations.length > 1 && (
          <button
            type="button"
            aria-pressed={onlyDiffers}
            onClick={() => change({ differs: onlyDiffers ? undefined : '1' })}
          >
            {onlyDiffers ? 'All' : 'Only what differs'}
          </button>
        )}
      </div>
      {sections.length > 0 && <Matrix sections={sections} locations={locations} />}
    </>
  )
}
