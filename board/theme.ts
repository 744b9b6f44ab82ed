/** Follows the colours of the system; `?theme=dark` and `?theme=light` override them. */
export function followTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const asked = new URLSearchParams(location.search).get('theme')
    document.documentElement.dataset.theme =
      asked === 'dark' || asked === 'light' ? asked : system.matches ? 'dark' : 'light'
  }
  system.addEventListener('change', apply)
  addEventListener('popstate', apply)
  apply()
}
