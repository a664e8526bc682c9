import type { Host } from '../host/host.ts'
import { formatBytes } from '../host/measure.ts'
import type { DoctorOptions } from '../options/doctor.ts'
import type { Installed } from '../postgres/installed.ts'
import { freeBytesAt } from '../postgres/live/room.ts'
import { findExtensions } from '../postgres/restore/extensions.ts'
import { serverUser } from '../postgres/scratch/embedded.ts'
import { extensionsOf } from '../postgres/scratch/extension-files.ts'
import { findPlace } from '../postgres/scratch/folder.ts'
import { mayNotCreate, readPlace } from '../postgres/scratch/place.ts'
import { chooseScratch } from '../postgres/scratch/scratch.ts'
import { walBytes } from '../postgres/scratch/settings.ts'
import { readScratchTarget } from '../postgres/scratch/url.ts'
import { openSession } from '../postgres/session.ts'
import { describeTarget, inDatabase } from '../postgres/target.ts'
import { isServerTrouble, serverTrouble } from '../postgres/trouble.ts'
import { inWordsOf } from '../postgres/words.ts'
import type { Section } from '../report/doctor-lines.ts'
import { type Chart, openChart } from './doctor-chart.ts'
import type { Patient } from './doctor-database.ts'
import { roomFor } from './drill-scratch.ts'

type ScratchChart = Chart<'scratch'>

/** Looks where a drill would restore to; no server is started, and no database made. */
export async function examineScratch(
  host: Host,
  options: DoctorOptions,
  patient: Patient | undefined,
): Promise<Section> {
  const chart = openChart('scratch', host.signal)
  const { scratch: choice, client } = options
  try {
    if (choice.kind === 'url') await visitServer(host, choice.url, patient, chart)
    else if (patient) {
      const { major } = patient.server
      const chosen = await chooseScratch({ choice, client, major, host })
      if (chosen.kind === 'embedded') await lookAtPrograms(host, chosen.programs, patient, chart)
      else lookAtDocker(major, chart)
    }
  } catch (error) {
    const told = isServerTrouble(error) ? serverTrouble('A question was not answered.', error) : error
    // Who named no place may drill elsewhere, and only backs up here.
    chart.tell('server', choice.kind === 'auto' ? 'warn' : 'fail', told)
  }
  const whyNot = patient ? 'there is no server to restore into' : 'it depends on the database'
  return chart.section('Where drills restore', whyNot)
}

async function visitServer(
  host: Host,
  url: string,
  patient: Patient | undefined,
  chart: ScratchChart,
): Promise<void> {
  const met = await chart.ask('server', async () => {
    const named = await readScratchTarget(host, url)
    const place = await inWordsOf('scratch', () =>
      readPlace(named, { signal: host.signal, purpose: 'scratch' }),
    )
    return { place, session: await openSession(place.target, { signal: host.signal }) }
  })
  if (!met) return
  const { place, session } = met.fact
  try {
    const { server, target, createsDatabases } = place
    if (server.inRecovery)
      chart.fail('server', 'The server is a replica, on which no database can be made.', 'Name another one.')
    else tellVersion(`Connected to ${describeTarget(target)}`, server.version, server.major, patient, chart)
    if (createsDatabases) chart.ok('rights', `"${server.user}" may create databases there.`)
    else chart.tell('rights', 'fail', mayNotCreate(place))
    if (!patient) return
    const { missing, otherVersions } = await findExtensions(session, patient.extensions)
    tellExtensions(missing, otherVersions, patient, chart)
    const free = await freeBytesAt(session, { ...place, target: inDatabase(target, 'template1') })
    if (free === undefined) chart.skip('room', 'only of a server on this machine can it be seen')
    else tellRoom(free, roomFor(patient.server.databaseBytes), 'The disk of that server', chart)
  } finally {
    await session.close()
  }
}

async function lookAtPrograms(
  host: Host,
  programs: Installed,
  patient: Patient,
  chart: ScratchChart,
): Promise<void> {
  const { folder, version, major } = programs
  tellVersion(`Server programs in ${folder}`, version, major, patient, chart)
  chart.ok('rights', 'A throw-away server is ours.')
  const there = await extensionsOf(host, programs)
  if (there === undefined) chart.skip('extensions', `the files of extensions were not found beside ${folder}`)
  else {
    const missing = patient.extensions.map(({ name }) => name).filter((name) => !there.has(name))
    tellExtensions(missing, [], patient, chart)
  }
  const need = roomFor(patient.server.databaseBytes)
  const found = await chart.ask('room', () => findPlace(host.env, serverUser(), need + walBytes(need)))
  if (found) chart.ok('room', `${found.fact} has room for about ${formatBytes(need)}.`)
}

function lookAtDocker(major: number, chart: ScratchChart): void {
  chart.ok('server', `Docker answers, and drills would restore into the image postgres:${major}.`)
  chart.ok('rights', 'A throw-away server is ours.')
  chart.skip('extensions', 'only a container that runs could tell')
  chart.skip('room', 'only a container that runs could tell')
}

function tellVersion(
  where: string,
  version: string,
  major: number,
  patient: Patient | undefined,
  chart: ScratchChart,
): void {
  const wanted = patient?.server.major ?? major
  if (wanted === major) chart.ok('server', `${where}, PostgreSQL ${version}.`)
  else
    chart.warn(
      'server',
      `${where}, PostgreSQL ${version}, and the source is PostgreSQL ${wanted}: rows can be compared there, and the schema cannot.`,
      `Install PostgreSQL ${wanted} here, or name a server of that version by \`scratch\`.`,
    )
}

function tellExtensions(
  missing: readonly string[],
  otherVersions: readonly string[],
  { extensions }: Patient,
  chart: ScratchChart,
): void {
  const others = otherVersions.length > 0 ? ` In another version: ${otherVersions.join(', ')}.` : ''
  if (missing.length === 0) chart.ok('extensions', `All ${extensions.length} extensions are there.${others}`)
  else
    chart.warn(
      'extensions',
      `These extensions of the source are not there, so a drill would be unverified: ${missing.join(', ')}.`,
      `Install them there, or drill with ${missing.map((name) => `\`allow: missing-extension=${name}\``).join(', ')}.`,
    )
}

function tellRoom(free: number, need: number, where: string, chart: ScratchChart): void {
  const about = `${where} has ${formatBytes(free)} free, and a restored copy takes about ${formatBytes(need)}.`
  if (free >= need) chart.ok('room', about)
  else chart.fail('room', about, 'Free some room there, or name another server by `scratch`.')
}
