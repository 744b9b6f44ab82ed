import fc from 'fast-check'
import { stringify } from 'yaml'
import { type AppSpecValues, appSpecChanges, appSpecValues } from '../../../src/codedeploy/change/app-spec.ts'

const valuesOf = (content: string) => Object.fromEntries(appSpecValues(content) ?? [])

const ECS = `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "arn:aws:ecs:us-east-1:111122223333:task-definition/checkout:42"
        LoadBalancerInfo:
          ContainerName: "web"
          ContainerPort: 8080
        NetworkConfiguration:
          AwsvpcConfiguration:
            Subnets: ["subnet-1", "subnet-2"]
Hooks:
  - BeforeInstall: "check"
`

describe('the values of an AppSpec file', () => {
  test('go by the names of resources and hooks, and by the places of other items', () => {
    expect(valuesOf(ECS)).toEqual({
      version: '0.0',
      'Resources.TargetService.Type': 'AWS::ECS::Service',
      'Resources.TargetService.Properties.TaskDefinition':
        'arn:aws:ecs:us-east-1:111122223333:task-definition/checkout:42',
      'Resources.TargetService.Properties.LoadBalancerInfo.ContainerName': 'web',
      'Resources.TargetService.Properties.LoadBalancerInfo.ContainerPort': '8080',
      'Resources.TargetService.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets[0]': 'subnet-1',
      'Resources.TargetService.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets[1]': 'subnet-2',
      'Hooks.BeforeInstall': 'check',
    })
  })

  test.each([
    ['{"Hooks":[{"A":"x"},{"A":"y"}]}', { 'Hooks[0].A': 'x', 'Hooks[1].A': 'y' }], // one name twice
    ['{\n\t"a.b": {"[0]": 1},\n\t"c": [],\n\t"d": null\n}', { '["a.b"]["[0]"]': '1', c: '[]', d: 'null' }],
    ['a: 1.0\na: yes\nb: {}', { a: 'yes', b: '{}' }], // YAML that names something twice
  ])('of %j are %j', (content, expected) => {
    expect(valuesOf(content)).toEqual(expected)
  })

  test.each([
    ['no structure', 'hello'],
    ['no YAML', 'a: [1, 2'],
    ['two documents', 'a: 1\n---\nb: 2'],
    ['lists within lists without end', `${'['.repeat(5_000)}1${']'.repeat(5_000)}`],
    ['more than an AppSpec file ever has', `a: ${'x'.repeat(200_000)}`],
    [
      'aliases of aliases',
      [
        'a: &a [1,1,1,1,1,1,1,1,1,1]',
        'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]',
        'c: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]',
      ].join('\n'),
    ],
  ])('are none of %s', (_, content) => {
    expect(appSpecValues(content)).toBeUndefined()
  })

  test('of a text are found or not, and never an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...'&*:-[]{}\n "\'|>?!%@#a1') })),
        (text) => {
          expect(appSpecValues(text) ?? new Map()).toBeInstanceOf(Map)
        },
      ),
    )
  })

  // Texts alone: JSON and YAML write numbers differently.
  const structure = fc.letrec<{ value: unknown; map: object }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.array(tie('value'), { maxLength: 3 }), tie('map')),
    map: fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  })).map

  test('are the same in YAML and in JSON, and have a path of its own for each', () => {
    const leaves = (value: unknown): number => {
      const members = typeof value === 'object' && value !== null ? Object.values(value) : []
      return members.length === 0 ? 1 : members.reduce((sum: number, member) => sum + leaves(member), 0)
    }
    fc.assert(
      fc.property(structure, (content) => {
        const values = appSpecValues(JSON.stringify(content))
        expect(values?.size).toBe(leaves(content))
        const quoted = { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_DOUBLE' } as const
        expect(Object.fromEntries(appSpecValues(stringify(content, quoted)) ?? [])).toEqual(
          Object.fromEntries(values ?? []),
        )
      }),
    )
  })
})

describe('the differences between two AppSpec files', () => {
  const values: fc.Arbitrary<AppSpecValues> = fc
    .dictionary(fc.constantFrom('a', 'b', 'c.d', 'c.e', 'f[0]'), fc.constantFrom('1', '2', '3'))
    .map((entries) => new Map(Object.entries(entries)))

  test('is what turns one into the other, and nothing else', () => {
    fc.assert(
      fc.property(values, values, (from, to) => {
        const changes = appSpecChanges(from, to)
        const turned = new Map(from)
        for (const { path, to: value } of changes) {
          if (value === undefined) turned.delete(path)
          else turned.set(path, value)
        }
        expect(Object.fromEntries(turned)).toEqual(Object.fromEntries(to))
        const paths = new Set([...from.keys(), ...to.keys()])
        const differing = [...paths].filter((path) => from.get(path) !== to.get(path))
        expect(changes.map(({ path }) => path).sort()).toEqual(differing.sort())
        for (const { path, from: before } of changes) expect(before).toBe(from.get(path))
      }),
    )
  })

  test('comes in the order of the new one, with what it lacks at the end', () => {
    const from = new Map([
      ['gone', '1'],
      ['port', '80'],
      ['same', 'x'],
    ])
    const to = new Map([
      ['added', 'y'],
      ['same', 'x'],
      ['port', '8080'],
    ])
    expect(appSpecChanges(from, to)).toEqual([
      { path: 'added', from: undefined, to: 'y' },
      { path: 'port', from: '80', to: '8080' },
      { path: 'gone', from: '1', to: undefined },
    ])
  })
})
