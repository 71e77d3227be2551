import { WORDS } from '../words.ts';
import { BareHeader } from './header.tsx';

/** The form's shape while it is fetched, so that nothing jumps when it comes. */
export function Skeleton({ words }: { readonly words: string }) {
  return (
    <>
      <BareHeader />
      <main class="skeleton" aria-busy="true">
        <h1 class="visually-hidden">{WORDS.product}</h1>
        <p class="visually-hidden" role="status">
          {words}
        </p>
        <span class="bone bone-strip" />
        <span class="bone bone-title" />
        <span class="bone bone-text" />
        <span class="bone bone-label" />
        <span class="bone bone-input" />
        <span class="bone bone-label" />
        <span class="bone bone-input" />
        <span class="bone bone-label" />
        <span class="bone bone-input" />
        <span class="bone bone-label" />
        <span class="bone bone-input" />
      </main>
    </>
  );
}
