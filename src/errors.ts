/** How a run ends, for every verb: the one table of exit codes. */
export const EXIT = { pass: 0, fail: 1, usage: 2, unverified: 3, cancelled: 130 } as const
export type Ending = keyof typeof EXIT

type Story = {
  /** What happened, as a whole sentence without secrets. */
  readonly what: string
  /** Why, where it is known. */
  readonly why?: string | undefined
  /** What the reader can do about it. */
  readonly next?: string | undefined
  readonly cause?: unknown
}

/** An error that a user can cause or meet: it says what happened, why, and what to do next. */
export class UserError extends Error {
  readonly ending: Ending
  readonly story: Story

  constructor(story: Story, ending: Ending = 'fail') {
    super([story.what, story.why, story.next].filter(Boolean).join('\n'), { cause: story.cause })
    this.name = 'UserError'
    this.story = story
    this.ending = ending
  }
}

/** A mistake in an option, an input or a flag. */
export class UsageError extends UserError {
  constructor(story: Story) {
    super(story, 'usage')
    this.name = 'UsageError'
  }
}

/** The run was told to stop. */
export class Cancelled extends UserError {
  constructor(reason: string) {
    super({ what: `Cancelled: ${reason}.` }, 'cancelled')
    this.name = 'Cancelled'
  }
}

/** A program that we started ended badly; `stderrTail` is the last it said, bounded and without secrets. */
export class ToolError extends UserError {
  readonly tool: string
  readonly exitCode: number | null
  readonly stderrTail: string

  constructor(
    tool: string,
    exitCode: number | null,
    stderrTail: string,
    story: Pick<Story, 'why' | 'next'> & { readonly signal?: NodeJS.Signals | null } = {},
  ) {
    const how = story.signal ? `was ended by ${story.signal}` : `ended with exit code ${exitCode}`
    super({ what: `${tool} ${how}.`, why: story.why ?? lastLine(stderrTail), next: story.next })
    this.name = 'ToolError'
    this.tool = tool
    this.exitCode = exitCode
    this.stderrTail = stderrTail
  }
}

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

export const firstLine = (error: Error | undefined): string => error?.message.split('\n')[0] ?? ''

const lastLine = (text: string): string | undefined => text.trim().split('\n').at(-1) || undefined
