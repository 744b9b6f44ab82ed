export default function View(_: { location: string; id: string }) {
  return null
}
