import {
  beforeName,
  besideName,
  isBesideName,
  replacedAt,
  undoneName,
} from '../../../src/postgres/live/names.ts'

const TIME = new Date('2026-11-20T04:05:06.789Z')
const ID = '20261120T040000Z-3f9c2a'

describe('databases of ours', () => {
  test('are called after the one that they are about', () => {
    expect(besideName('shop', ID)).toBe('shop_restore_20261120_040000_3f9c2a')
    expect(beforeName('shop', TIME)).toBe('shop_before_20261120_040506')
    expect(undoneName('shop', TIME)).toBe('shop_undone_20261120_040506')
  })

  test('have names that the server does not cut off, and whole characters', () => {
    for (const name of ['n'.repeat(63), 'ä'.repeat(31), `${'x'.repeat(35)}😀😀`]) {
      for (const made of [besideName(name, ID), beforeName(name, TIME), undoneName(name, TIME)]) {
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(63)
        expect(made).not.toContain('\ufffd')
        expect(Buffer.from(made).toString()).toBe(made)
      }
      expect(replacedAt(beforeName(name, TIME), name)).toEqual(new Date('2026-11-20T04:05:06Z'))
    }
  })

  test('are told apart where they would be cut off and begin alike', () => {
    const [one, two] = ['1', '2'].map((end) => `${'tenant_'.repeat(8)}${end}`)
    expect(beforeName(one ?? '', TIME)).not.toBe(beforeName(two ?? '', TIME))
    expect(replacedAt(beforeName(one ?? '', TIME), two ?? '')).toBeUndefined()
    expect(besideName(one ?? '', ID)).not.toBe(besideName(two ?? '', ID))
  })

  test('are known again, and those of others are not', () => {
    expect(replacedAt('shop_before_20261120_040506', 'shop')).toEqual(new Date('2026-11-20T04:05:06Z'))
    for (const other of [
      'shop2_before_20261120_040506',
      'shop_before_20261340_040506',
      'shop_before_lunch',
      'shop',
    ])
      expect(replacedAt(other, 'shop')).toBeUndefined()
    expect(isBesideName(besideName('shop', ID))).toBe(true)
    for (const other of ['shop', 'shop_before_20261120_040506', 'shop_restore_lunch'])
      expect(isBesideName(other)).toBe(false)
  })
})
