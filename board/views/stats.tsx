export default function View(_: object) {
  return null
}
