// Draws the contract that this very server serves; nothing is sent from here.
'use strict';

SwaggerUIBundle({
  url: '/docs/inlet.yml',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: [],
  validatorUrl: null,
});
