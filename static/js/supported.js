// Marks the page as able to run the design system's modules; without it every component stays as plain HTML.
document.body.classList.add("js-enabled", ...("noModule" in HTMLScriptElement.prototype ? ["govuk-frontend-supported"] : []));
