/**
 * What a page shows to browsers without scripts. `collector`: where it sends data; the service's own text has
 * `//bat.bing.com` there, the emulator's its own address with the scheme, so that pages of any scheme find it.
 */
export function noScript(collector: string, tagId: string): string {
  const source = `${collector}/action/0?ti=${tagId}&Ver=2`;
  return `<img src="${source}" height="0" width="0" style="display:none; visibility: hidden;" />`;
}

/** What a page needs to send data: loads the tracker, names the tag, reports the page; the no-script part is in it. */
export function trackingScript(collector: string, tagId: string): string {
  const loader =
    "(function(w,d,t,r,u){var f,n,i;w[u]=w[u]||[];f=function(){" +
    `var o={ti:"${tagId}"};o.q=w[u];w[u]=new UET(o);w[u].push("pageLoad")};` +
    "n=d.createElement(t);n.src=r;n.async=1;n.onload=n.onreadystatechange=function(){var s=this.readyState;" +
    's&&s!=="loaded"&&s!=="complete"||(f(),n.onload=n.onreadystatechange=null)};' +
    `i=d.getElementsByTagName(t)[0];i.parentNode.insertBefore(n,i)})(window,document,"script","${collector}/bat.js","uetq");`;
  return `<script>${loader}</script><noscript>${noScript(collector, tagId)}</noscript>`;
}
