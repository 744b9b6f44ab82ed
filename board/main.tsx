import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followTheme } from './theme.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/now.css'
import './styles/deployment.css'
import './styles/overview.css'
import './styles/touch.css'

followTheme()
// The browser looks for the icon again at each address, and its own address is relative to the first one.
const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
icon?.setAttribute('href', icon.href)
const container = document.getElementById('board')
if (!container) throw new Error('index.html has no element with the id "board"')
createRoot(container).render(<App />)
