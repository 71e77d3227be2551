import type { Area, Book, Sheet, Table } from './book.ts';
import { invalidArgument, Refusal } from './refusal.ts';

/** One workbook as the client library's requests see it, with what is remembered from request to request. */
export interface Host {
  readonly book: Book;
  /** Objects that the library keeps ("tracked"), by the ids given to it. */
  readonly references: Map<string, HostObject>;
  lastReference: number;
  enableEvents: boolean;
  calculationMode: string;
  /** What the batch at work has changed so far, for the book's listeners. */
  readonly changedCells: Set<Sheet>;
  sheetsChanged: boolean;
  /** How objects of one kind make those of another. */
  readonly objects: ObjectMakers;
}

export interface ObjectMakers {
  workbook(): HostObject;
  worksheet(sheet: Sheet): HostObject;
  range(sheet: Sheet, area: Area): HostObject;
  table(table: SheetTable): HostObject;
}

export interface SheetTable {
  readonly sheet: Sheet;
  readonly table: Table;
}

export interface SheetArea {
  readonly sheet: Sheet;
  area: Area;
}

/**
 * One kind of Excel's objects: the members that the workbook answers, by their names in JavaScript. A member that is not
 * named here is refused, so that a misspelt one never passes in silence.
 */
export interface ObjectType<T> {
  readonly name: string;
  /** Throws where the object is gone, as a range of a deleted sheet. */
  readonly check?: (target: T, host: Host) => void;
  /** What Excel answers of an object unasked, as `{ Id: … }`: with it the library finds the object again. */
  readonly identity?: (target: T) => Readonly<Record<string, unknown>>;
  readonly scalars?: Readonly<Record<string, (target: T, host: Host) => unknown>>;
  readonly setters?: Readonly<Record<string, (target: T, value: unknown, host: Host) => void>>;
  readonly properties?: Readonly<Record<string, (target: T, host: Host) => HostObject>>;
  /** A method gives an object, null where Excel answers a null object, or a value. */
  readonly methods?: Readonly<Record<string, (target: T, args: readonly unknown[], host: Host) => unknown>>;
  /** The items, where the object is a collection. */
  readonly items?: (target: T, host: Host) => readonly HostObject[];
  /** `getItem`; throws ItemNotFound. */
  readonly item?: (target: T, key: unknown, host: Host) => HostObject;
}

const MARK = Symbol('host object');

/** An object of the workbook, whatever its kind. */
export interface HostObject {
  readonly [MARK]: true;
  readonly type: string;
  readonly isCollection: boolean;
  /** Where it is a range. */
  readonly range: SheetArea | undefined;
  /** Throws where the object is gone. */
  check(host: Host): void;
  identity(): Readonly<Record<string, unknown>>;
  scalarNames(): readonly string[];
  isProperty(name: string): boolean;
  read(name: string, host: Host): unknown;
  write(name: string, value: unknown, host: Host): void;
  property(name: string, host: Host): HostObject;
  call(name: string, args: readonly unknown[], host: Host): unknown;
  items(host: Host): readonly HostObject[];
  item(key: unknown, host: Host): HostObject;
}

export function hostObject<T>(type: ObjectType<T>, target: T, range?: SheetArea): HostObject {
  const missing = (name: string): Refusal =>
    new Refusal('NotImplemented', `The workbook host knows no ${type.name}.${name}.`);
  return {
    [MARK]: true,
    type: type.name,
    isCollection: type.items !== undefined,
    range,
    check: (host) => type.check?.(target, host),
    identity: () => type.identity?.(target) ?? {},
    scalarNames: () => Object.keys(type.scalars ?? {}),
    isProperty: (name) => own(type.properties, name) !== undefined,
    read(name, host) {
      const scalar = own(type.scalars, name);
      if (!scalar) throw missing(name);
      return scalar(target, host);
    },
    write(name, value, host) {
      const setter = own(type.setters, name);
      if (!setter) throw missing(`${name} to be set`);
      setter(target, value, host);
    },
    property(name, host) {
      const property = own(type.properties, name);
      if (!property) throw missing(name);
      return property(target, host);
    },
    call(name, args, host) {
      const method = own(type.methods, name);
      if (!method) throw missing(`${name}()`);
      return method(target, args, host);
    },
    items(host) {
      if (!type.items) throw missing('items');
      return type.items(target, host);
    },
    item(key, host) {
      if (!type.item) throw missing('getItem()');
      return type.item(target, key, host);
    },
  };
}

export function isHostObject(value: unknown): value is HostObject {
  return typeof value === 'object' && value !== null && MARK in value;
}

function own<V>(members: Readonly<Record<string, V>> | undefined, name: string): V | undefined {
  return members && Object.hasOwn(members, name) ? members[name] : undefined;
}

/** A text argument; throws InvalidArgument where it is none. */
export function asText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalidArgument(`${name} must be a text.`);
  return value;
}

export function asBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw invalidArgument(`${name} must be true or false.`);
  return value;
}

export function asNumber(value: unknown, name: string): number {
  if (typeof value !== 'number') throw invalidArgument(`${name} must be a number.`);
  return value;
}

/** A whole number, of a row, a column or a count of them. */
export function asInteger(value: unknown, name: string): number {
  if (!Number.isInteger(value)) throw invalidArgument(`${name} must be a whole number.`);
  return Number(value);
}

/** One of Excel's enumerated words. */
export function asOneOf<const V extends string>(value: unknown, allowed: readonly V[], name: string): V {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw invalidArgument(`${name} must be one of ${allowed.join(', ')}.`);
  return found;
}
