/**
 * Returns sentences about text that a reader loses in the page as it is shown: what lies beyond its edge, what is cut off, and
 * what lies on other text. What scrolls, is folded, or is clamped to some lines with a way to the whole, is not lost.
 */
() => {
  const problems = new Set();
  const boxes = [];
  visit(document.body, false);
  const {scrollWidth, clientWidth} = document.scrollingElement;
  if (scrollWidth > clientWidth) {
    problems.add(`The page is ${scrollWidth} wide in ${clientWidth}.`);
  }
  boxes.filter(({box}) => box.right > innerWidth + 1 || box.left < -1).forEach(({owner}) => problems.add(`Beyond the edge: ${describe(owner)}`));
  boxes.forEach((one, i) => boxes.slice(i + 1).filter(other => covers(one, other)).forEach(other =>
    problems.add(`On each other: ${describe(one.owner)} and ${describe(other.owner)}`)));
  return [...problems];

  function visit(parent, isScrolled) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim() && !isScrolled) {
        boxesOf(node).forEach(box => boxes.push({box, owner: parent.host ?? parent}));
      } else if (node instanceof Element && isShown(node)) {
        visitElement(node, isScrolled);
      }
    }
  }

  function visitElement(element, isScrolled) {
    const {overflowX, overflowY, webkitLineClamp} = getComputedStyle(element);
    const overflow = overflowX + overflowY;
    if (/hidden|clip/.test(overflow) && webkitLineClamp === 'none' && isLargerInside(element)) {
      problems.add(`Cut off: ${describe(element)}`);
    }
    if (element.matches('input, select') && !isScrolled) {
      boxes.push({box: element.getBoundingClientRect(), owner: element});
    }
    const scrolls = isScrolled || /auto|scroll/.test(overflow);
    if (element.shadowRoot) {
      visit(element.shadowRoot, scrolls);
    }
    visit(element, scrolls);
  }

  /** Texts for screen readers are cut off on purpose, as is the link that is shown when it has the focus. */
  function isShown(element) {
    const {display, visibility, clipPath} = getComputedStyle(element);
    return (display === 'contents' || element.checkVisibility()) && visibility !== 'hidden' && clipPath === 'none'
      && !element.matches('.skip, style, option');
  }

  function isLargerInside({clientWidth, clientHeight, scrollWidth, scrollHeight}) {
    return clientWidth > 1 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
  }

  function boxesOf(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter(({width, height}) => width > 1 && height > 1);
  }

  function covers(one, other) {
    const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    return one.owner !== other.owner && width > 2 && height > 6;
  }

  function describe(element) {
    return `${element.localName} “${element.textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
  }
}
