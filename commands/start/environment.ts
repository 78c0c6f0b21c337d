// Imported before anything else, since graphql and the AWS SDK look at these when they load.

// graphql checks every value's origin twice in development.
process.env.NODE_ENV ??= 'production';
// Node 20 is supported here; the SDK's notice about its own future would stand among the steps of a start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
