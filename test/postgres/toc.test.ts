import { parseToc, withDependents } from '../../src/postgres/restore/toc.ts'

const LISTING = `;
; Archive created at 2026-11-21 14:47:54 UTC
;     TOC Entries: 20
;
; Selected TOC Entries:
;
3540; 0 0 ENCODING - ENCODING 
7; 2615 16513 SCHEMA - Odd s postgres
2; 3079 16385 EXTENSION - hstore 
3544; 0 0 COMMENT - EXTENSION hstore 
;	depends on: 2
219; 1259 16514 TABLE Odd s t n postgres
;	depends on: 7 2 2
220; 1259 16521 TABLE public u postgres
221; 1259 16529 VIEW public v postgres
;	depends on: 219 219 2
3383; 2606 16520 CONSTRAINT Odd s t n t n_pkey postgres
;	depends on: 219
3384; 2606 16524 FK CONSTRAINT public u u_id_fkey postgres
;	depends on: 3383 220 219
`

test('a listing is read entry by entry, with what each needs', () => {
  const entries = parseToc(LISTING)
  expect(entries.map(({ id }) => id)).toEqual([3540, 7, 2, 3544, 219, 220, 221, 3383, 3384])
  expect(entries.find(({ id }) => id === 219)).toEqual({
    id: 219,
    oid: 16514,
    what: 'TABLE Odd s t n postgres',
    needs: [7, 2, 2],
    line: '219; 1259 16514 TABLE Odd s t n postgres',
  })
})

test('whatever leans on an extension, over however many steps, is found, and nothing else', () => {
  const entries = parseToc(LISTING)
  const found = withDependents(
    entries,
    entries.filter(({ what }) => what.startsWith('EXTENSION - hstore ')),
  )
  expect([...found].map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([2, 219, 221, 3383, 3384, 3544])
})
