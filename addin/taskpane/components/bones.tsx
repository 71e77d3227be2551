/** The shape of what is on its way, and a word of it for a screen reader. */
export function Bones({ words }: { readonly words: string }) {
  return (
    <div class="bones" aria-busy="true">
      <p class="visually-hidden" role="status">
        {words}
      </p>
      <span class="bone bone-text" />
      <span class="bone bone-label" />
      <span class="bone bone-text" />
      <span class="bone bone-label" />
    </div>
  );
}
