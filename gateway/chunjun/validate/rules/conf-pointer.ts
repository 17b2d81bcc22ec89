/** confProp is no part of the document; its diagnostics point to `/confProp`, a key no document has. */
export const confPropPointer = '/confProp';
