/** What a page shows to browsers without scripts. */
export function noScript(tagId: string): string {
  const source = `//bat.bing.com/action/0?ti=${tagId}&Ver=2`;
  return `<img src="${source}" height="0" width="0" style="display:none; visibility: hidden;" />`;
}

/** What a page needs to send data: loads the tracker, names the tag, reports the page; the no-script part is in it. */
export function trackingScript(tagId: string): string {
  const loader =
    "(function(w,d,t,r,u){var f,n,i;w[u]=w[u]||[];f=function(){" +
    `var o={ti:"${tagId}"};o.q=w[u];w[u]=new UET(o);w[u].push("pageLoad")};` +
    "n=d.createElement(t);n.src=r;n.async=1;n.onload=n.onreadystatechange=function(){var s=this.readyState;" +
    's&&s!=="loaded"&&s!=="complete"||(f(),n.onload=n.onreadystatechange=null)};' +
    'i=d.getElementsByTagName(t)[0];i.parentNode.insertBefore(n,i)})(window,document,"script","//bat.bing.com/bat.js","uetq");';
  return `<script>${loader}</script><noscript>${noScript(tagId)}</noscript>`;
}
