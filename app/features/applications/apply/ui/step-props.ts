import type { FormReply } from '#app/platform/form.ts'
import type { OwnApplication } from '../../shapes.ts'

/** What the body of every part of the form takes. */
export type StepProps = { application: OwnApplication; reply: FormReply | null }
