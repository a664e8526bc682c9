type Named = {
  /** The user's label, else the URL without secrets. */
  readonly label: string
  /** The URL without secrets. */
  readonly url: string
}

export type LocalDestination = Named & { readonly kind: 'local'; readonly path: string }

export type S3Destination = Named & {
  readonly kind: 's3'
  readonly bucket: string
  /** Empty, or ends with a slash. */
  readonly prefix: string
  readonly region?: string
  readonly endpoint?: string
  readonly profile?: string
  readonly pathStyle: boolean
  readonly storageClass?: string
  readonly sse?: 'AES256' | 'aws:kms'
  readonly kmsKeyId?: string
  /** Object Lock retention of everything stored. */
  readonly lock?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly days: number }
  /** The prefix of the environment variables that hold this destination's own credentials, such as `OFFSITE`. */
  readonly credentials?: string
}

export type AzureDestination = Named & {
  readonly kind: 'azure'
  readonly account: string
  readonly container: string
  /** Empty, or ends with a slash. */
  readonly prefix: string
  readonly endpoint?: string
  readonly tier?: 'Hot' | 'Cool' | 'Cold' | 'Archive'
  readonly credentials?: string
}

export type Destination = LocalDestination | S3Destination | AzureDestination
