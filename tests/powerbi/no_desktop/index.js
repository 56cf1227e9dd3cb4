// In place of the package that drives Power BI Desktop on Windows: validating a report never calls it.
const missing = () => {
  throw new Error("Power BI Desktop is not driven here.");
};
export const METHODS = {};
export const getMethodNames = missing;
export const isDesktopBridgeError = () => false;
export const normalizeReportFolder = missing;
export const openDesktop = missing;
export const openSession = missing;
export const readDesktopStatus = missing;
export const reportFoldersEqual = missing;
export const resolveInstanceForReportFolder = missing;
export const resolveReportDir = missing;
