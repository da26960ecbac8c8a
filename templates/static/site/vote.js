// The code behind # never leaves the phone but in the form; then it goes from the address too.
"use strict";

const code = decodeURIComponent(location.hash.slice(1));
const input = document.getElementById("id_code");
if (code && input && !input.value) {
  input.value = code;
  history.replaceState(null, "", location.pathname);
}
