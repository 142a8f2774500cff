/**
 * The only strings that may become code: addresses of our own build, which the bundler loads and the stream worker is.
 * Browsers without Trusted Types have nothing to be told. Kept as text for a script with the page's nonce, before all others.
 */
export const TRUSTED_TYPES_SCRIPT = `(function(){if(!window.trustedTypes)return;trustedTypes.createPolicy('default',{createScriptURL:function(u){var l=new URL(u,location.href);return l.origin===location.origin&&l.pathname.indexOf('/_next/static/')===0?u:null}})})();`;
