export const id = 8926;
export const ids = [8926];
export const modules = {

/***/ 78926:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.POST_STATE = void 0;
exports.entryFor = entryFor;
/** The name under which a step's run tells its own clean-up what it is. */
exports.POST_STATE = 'post';
/** Which entry a start of the bundle means: the runner starts it without arguments, a person with some. */
function entryFor(args, env) {
    if (args.length > 0)
        return 'cli';
    if (env[`STATE_${exports.POST_STATE}`])
        return 'post';
    const onRunner = env.GITHUB_ACTIONS === 'true' || Object.keys(env).some((name) => name.startsWith('INPUT_'));
    return onRunner ? 'step' : 'cli';
}


/***/ })

};
