import { type FormEvent, useState } from 'react'
import { credential, keepCredential } from '../data/credential.ts'
import { askAgain } from '../data/live.ts'

export default function SignIn() {
  const [wasTried, setTried] = useState(credential() !== null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const value = new FormData(event.currentTarget).get('credential')
    if (typeof value !== 'string' || !value.trim()) return
    keepCredential(value.trim())
    setTried(true)
    askAgain()
  }
  return (
    <div className="gate">
      <h1>Sign in to see the board.</h1>
      <p className="sub">Paste an API key or a token. It stays in this tab and is sent to this server only.</p>
      <form onSubmit={submit}>
        <label htmlFor="credential">
          <strong>Key or token</strong>
        </label>
        <input id="credential" name="credential" type="password" autoComplete="off" required />
        <button type="submit" className="primary">
          Open the board
        </button>
        {wasTried && <p role="status">The server did not accept the last one.</p>}
      </form>
    </div>
  )
}
