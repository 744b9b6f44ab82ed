import { ruleOf } from './rule.ts'

const DIGITS = [...'0123456789']

/** Tokens with a dot in them, or that are known by something within. */
export const OTHER_TOKENS = [
  ruleOf(['v1.0-'], /(?<![\w.])v1\.0-[0-9a-f]{24}-[0-9a-f]{40,200}/g), // Cloudflare
  ruleOf(
    ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.scim.', 'dp.audit.'],
    /(?<![\w.])dp\.(?:pt|st|ct|scim|audit)\.[\w.-]{16,200}/g,
  ), // Doppler
  ruleOf(['dt0'], /(?<![\w.])dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{20,200}/gi), // Dynatrace
  ruleOf(['ya29.'], /(?<![\w.])ya29\.[\w.-]{10,2000}/g), // Google
  ruleOf(['pat.', 'sat.'], /(?<![\w.])[ps]at\.[\w-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{16,40}/g), // Harness
  ruleOf(['hvb.', 'hvs.'], /(?<![\w.])hv[bs]\.[\w-]{20,400}/g), // Vault
  ruleOf(['.atlasv1.'], /(?<![\w.])[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{20,100}/g), // Terraform Cloud
  ruleOf(['sha256~'], /(?<!\w)sha256~[\w-]{20,100}/g), // OpenShift
  ruleOf(['sg.'], /(?<![\w.])SG\.[\w-]{16,32}\.[\w-]{16,64}/g), // SendGrid
  ruleOf(['q~'], /(?<![\w~.])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g), // Azure
  ruleOf(
    DIGITS.map((digit) => `${digit}:a`),
    /(?<![\w:])\d{8,10}:A[\w-]{34}(?![\w-])/g, // Telegram
  ),
  ruleOf(
    DIGITS.map((digit) => `-us${digit}`),
    /(?<![\w-])[0-9a-f]{32}-us\d{1,2}\b/g, // Mailchimp
  ),
  ruleOf(['hooks.slack.com'], /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w+/]{20,80}/g),
  ruleOf(['/api/webhooks/'], /(?<=discord(?:app)?\.com\/api\/webhooks\/)\d{10,25}\/[\w-]{20,100}/g),
  ruleOf(
    ['.webhook.office.com'],
    /(?<=\.webhook\.office\.com\/webhookb2\/)[\w@-]{20,100}\/IncomingWebhook\/[\w/-]{20,100}/g,
  ),
]
