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

// The address of the page changes without loading it, and with it the meaning of a relative address.
const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
icon?.setAttribute('href', icon.href)
followTheme()
const container = document.getElementById('board')
if (!container) throw new Error('index.html has no element with the id "board"')
createRoot(container).render(<App />)
