declare const brand: unique symbol;

/** A type that only an assert function of its own module can make, so that two kinds of text are never mixed up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
