import * as Y from 'yjs';
import { ELEMENTS, type ElementName, isElementName, isMarkName, MARK_ATTRIBUTES, TEXT_ROOT } from './schema';

/**
 * Does the text hold anything that this schema does not know? An editor must not open it then: the binding deletes
 * what it cannot build, for everybody.
 */
export function hasUnknownContent(doc: Y.Doc): boolean {
  return childrenUnknown(doc.getXmlFragment(TEXT_ROOT), 'root');
}

function childrenUnknown(parent: Y.XmlFragment, name: 'root' | ElementName): boolean {
  return parent.toArray().some((node) => nodeUnknown(node, name));
}

function nodeUnknown(node: unknown, parent: 'root' | ElementName): boolean {
  if (node instanceof Y.XmlText) return parent === 'root' || !ELEMENTS[parent].text || textUnknown(node);
  if (!(node instanceof Y.XmlElement) || !isElementName(node.nodeName)) return true;
  const rule = ELEMENTS[node.nodeName];
  if (!rule.parents.includes(parent)) return true;
  if (Object.keys(node.getAttributes()).some((key) => !rule.attributes.includes(key))) return true;
  return childrenUnknown(node, node.nodeName);
}

function textUnknown(text: Y.XmlText): boolean {
  const deltas = text.toDelta() as { insert?: unknown; attributes?: Record<string, unknown> }[];
  return deltas.some(
    (delta) => typeof delta.insert !== 'string' || Object.entries(delta.attributes ?? {}).some(markUnknown),
  );
}

function markUnknown([name, value]: [string, unknown]): boolean {
  if (!isMarkName(name) || typeof value !== 'object' || value === null) return true;
  return Object.keys(value).some((key) => !MARK_ATTRIBUTES[name].includes(key));
}
