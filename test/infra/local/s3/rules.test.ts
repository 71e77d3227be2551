import { describe, expect, test } from 'vitest';
import { isDigest, runningChecksum } from '../../../../infra/local/s3/checksums.ts';
import { parseRange } from '../../../../infra/local/s3/conditions.ts';
import { listPage } from '../../../../infra/local/s3/list.ts';
import { parseTarget } from '../../../../infra/local/s3/target.ts';
import { element, parseXml } from '../../../../infra/local/s3/xml.ts';

describe('a checksum', () => {
  // The check values of the catalogue of CRC algorithms: the checksum of "123456789".
  test.each([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
  ] as const)('%s has its published check value, in one piece or many', (name, expected) => {
    const running = runningChecksum(name);
    for (const piece of ['1', '', '2345', '6789']) running.update(Buffer.from(piece));
    expect(running.value().toString('hex')).toBe(expected);
  });
});

describe('a digest of four bytes', () => {
  test.each([
    ['y/Q5Jg==', true],
    ['y/Q5Jg', false],
    ['y/Q5JgA=', false],
    ['y_Q5Jg==', false],
    ['y/Q5Jg==\n', false],
    ['', false],
  ])('%j is %s', (text, expected) => {
    expect(isDigest(text, 4)).toBe(expected);
  });
});

describe('a range of ten bytes', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=9-9', { start: 9, end: 9 }],
    ['bytes=0-10', { start: 0, end: 9 }],
    ['bytes=3-', { start: 3, end: 9 }],
    ['bytes=-1', { start: 9, end: 9 }],
    ['bytes=-11', { start: 0, end: 9 }],
    ['bytes=5-4', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
    [undefined, null],
  ])('%s is %j', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });

  test.each(['bytes=10-', 'bytes=10-11', 'bytes=-0'])('%s lies past the end', (header) => {
    expect(() => parseRange(header, 10)).toThrow(expect.objectContaining({ code: 'InvalidRange' }));
  });

  test('of an empty object lies past the end', () => {
    expect(() => parseRange('bytes=0-', 0)).toThrow(expect.objectContaining({ code: 'InvalidRange' }));
  });
});

describe('a list page', () => {
  const whole = { prefix: '', delimiter: '', startAfter: '', from: undefined, maxKeys: 1000 };

  test('that ends within a folder goes on after the folder', () => {
    const keys = ['a/1', 'a/2', 'b', 'c/1'];
    const first = listPage(keys, { ...whole, delimiter: '/', maxKeys: 1 });
    expect(first).toEqual({ keys: [], commonPrefixes: ['a/'], next: 'b' });
    const second = listPage(keys, { ...whole, delimiter: '/', from: first.next, maxKeys: 2 });
    expect(second).toEqual({ keys: ['b'], commonPrefixes: ['c/'], next: undefined });
  });

  test('of no keys says nothing of more', () => {
    expect(listPage(['a'], { ...whole, maxKeys: 0 })).toEqual({ keys: [], commonPrefixes: [], next: undefined });
  });
});

describe('a request target', () => {
  test('keeps dots, slashes and encoded slashes of a key as they are', () => {
    expect(parseTarget('/bucket/../a//./%2e%2e%2Fb?x=%20').key).toBe('../a//./../b');
    expect(parseTarget('/bucket').key).toBe('');
  });

  test.each([
    ['/bucket/%ff', 'InvalidURI'],
    ['http://other/bucket/key', 'InvalidURI'],
    ['/bucket/key?a=1&a=2', 'InvalidArgument'],
    [`/bucket/${'k'.repeat(1025)}`, 'KeyTooLongError'],
    [`/bucket/${'%C3%A9'.repeat(513)}`, 'KeyTooLongError'],
  ])('%.30s is refused', (url, code) => {
    expect(() => parseTarget(url)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a document', () => {
  test('is read with its entities', () => {
    const root = parseXml(
      '<?xml version="1.0"?><Delete xmlns="x"><Object><Key>a&amp;&#60;&#x62;</Key></Object><Quiet/></Delete>',
    );
    expect(root?.children[0]?.children[0]?.text).toBe('a&<b');
  });

  test('written is read back, whatever the text', () => {
    const text = 'a<b>&amp;"\u0001\r\n\u007fé😀';
    expect(parseXml(element('Key', text))?.text).toBe(text);
  });

  test.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '</a>',
    '<a>&unknown;</a>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a><!-- --></a>',
    '<a>'.repeat(50) + '</a>'.repeat(50),
  ])('%.20s is none', (text) => {
    expect(parseXml(text)).toBeNull();
  });
});
