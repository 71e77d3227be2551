import * as z from 'zod/mini';

// The pane's content security policy forbids eval, which zod would else try. Before any schema is made.
z.config({ jitless: true });
